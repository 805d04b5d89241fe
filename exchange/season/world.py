"""The invented world of the sample season: real countries and cities, plausible faculties, names.

Nobody in it exists. Names are combined from lists of frequent ones, in several scripts, because
the real season has names in all of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """A country with what the sample season needs of it.

    ``code`` is ISO 3166-1 alpha-2, ``language`` BCP 47, ``currency`` ISO 4217.
    """

    code: str
    organisation: str
    language: str
    currency: str
    time_zone: str
    cities: tuple[str, ...]
    given_names: tuple[str, ...]
    family_names: tuple[str, ...]
    native_names: tuple[str, ...] = ()


COUNTRIES = (
    Country(
        "PT",
        "Associação de Estudantes de Medicina de Portugal",
        "pt",
        "EUR",
        "Europe/Lisbon",
        ("Porto", "Lisboa", "Coimbra", "Braga", "Covilhã"),
        ("Inês", "João", "Marta", "Tiago", "Beatriz", "Gonçalo"),
        ("Carvalho", "Magalhães", "Simões", "Araújo", "Brandão", "Conceição"),
    ),
    Country(
        "FR",
        "Association des Étudiants en Médecine de France",
        "fr",
        "EUR",
        "Europe/Paris",
        ("Lyon", "Strasbourg", "Montpellier", "Nantes", "Besançon"),
        ("Chloé", "Étienne", "Anaïs", "Théo", "Zoé", "Loïc"),
        ("Lefèvre", "Garnier", "Béranger", "Françoise", "Mercier", "Noël"),
    ),
    Country(
        "DE",
        "Bundesvertretung der Medizinstudierenden",
        "de",
        "EUR",
        "Europe/Berlin",
        ("Göttingen", "Heidelberg", "Köln", "Würzburg", "Jena"),
        ("Jürgen", "Käthe", "Lukas", "Sophie", "Björn", "Mareike"),
        ("Schröder", "Weiß", "Müller", "Krüger", "Böhm", "Vogel"),
    ),
    Country(
        "PL",
        "Międzynarodowe Stowarzyszenie Studentów Medycyny",
        "pl",
        "PLN",
        "Europe/Warsaw",
        ("Łódź", "Kraków", "Gdańsk", "Poznań", "Wrocław"),
        ("Łukasz", "Małgorzata", "Paweł", "Zofia", "Michał", "Agnieszka"),
        ("Wiśniewska", "Dąbrowski", "Żak", "Król", "Wójcik", "Sękowska"),
    ),
    Country(
        "TR",
        "Türk Tıp Öğrencileri Birliği",
        "tr",
        "TRY",
        "Europe/Istanbul",
        ("İzmir", "Ankara", "Eskişehir", "Bursa", "Konya"),
        ("Ayşe", "Çağrı", "Gülşah", "İbrahim", "Özge", "Uğur"),
        ("Yıldız", "Şahin", "Çelik", "Öztürk", "Doğan", "Kılıç"),
    ),
    Country(
        "EG",
        "Egyptian Medical Students' Association",
        "ar",
        "EGP",
        "Africa/Cairo",
        ("Cairo", "Alexandria", "Mansoura", "Assiut", "Tanta"),
        ("Amina", "Karim", "Salma", "Youssef", "Nour", "Omar"),
        ("El-Sayed", "Mansour", "Fahmy", "Hassan", "Ibrahim", "Naguib"),
        ("أمينة منصور", "كريم حسن", "سلمى فهمي", "يوسف نجيب"),
    ),
    Country(
        "BR",
        "Federação dos Estudantes de Medicina do Brasil",
        "pt",
        "BRL",
        "America/Sao_Paulo",
        ("São Paulo", "Curitiba", "Recife", "Belém", "Goiânia"),
        ("Luís", "Antônia", "Caio", "Júlia", "Otávio", "Lívia"),
        ("Gonçalves", "Assunção", "Nóbrega", "Teixeira", "Falcão", "Brandão"),
    ),
    Country(
        "MX",
        "Asociación Mexicana de Médicos en Formación",
        "es",
        "MXN",
        "America/Mexico_City",
        ("Guadalajara", "Monterrey", "Mérida", "Puebla", "León"),
        ("José", "Lucía", "Ángel", "Sofía", "Iñigo", "Ximena"),
        ("Núñez", "Peña", "Ibáñez", "Guzmán", "Ordóñez", "Muñoz"),
    ),
    Country(
        "JP",
        "Medical Students' Association of Japan",
        "ja",
        "JPY",
        "Asia/Tokyo",
        ("Kyoto", "Sendai", "Nagoya", "Fukuoka", "Sapporo"),
        ("Haruka", "Kenta", "Misaki", "Sho", "Yui", "Ren"),
        ("Tanaka", "Suzuki", "Kobayashi", "Watanabe", "Ito", "Yamamoto"),
        ("田中 遥", "鈴木 健太", "小林 美咲", "渡辺 翔"),
    ),
    Country(
        "ID",
        "Center for Indonesian Medical Students' Activities",
        "id",
        "IDR",
        "Asia/Jakarta",
        ("Yogyakarta", "Surabaya", "Bandung", "Makassar", "Denpasar"),
        ("Putri", "Budi", "Dewi", "Agus", "Ayu", "Rizky"),
        ("Wijaya", "Santoso", "Kusuma", "Pratama", "Lestari", "Hidayat"),
    ),
    Country(
        "GR",
        "Hellenic Medical Students' Committee",
        "el",
        "EUR",
        "Europe/Athens",
        ("Thessaloniki", "Patras", "Heraklion", "Ioannina", "Larissa"),
        ("Eleni", "Giorgos", "Katerina", "Nikos", "Sofia", "Dimitris"),
        ("Papadopoulou", "Georgiou", "Nikolaidis", "Vlachou", "Kosta", "Raptis"),
        ("Ελένη Βλάχου", "Νίκος Ράπτης", "Κατερίνα Γεωργίου"),
    ),
    Country(
        "TN",
        "Associa-Med Tunisie",
        "fr",
        "TND",
        "Africa/Tunis",
        ("Tunis", "Sfax", "Sousse", "Monastir", "Bizerte"),
        ("Ahmed", "Rania", "Yassine", "Ines", "Mehdi", "Sarra"),
        ("Ben Salah", "Trabelsi", "Gharbi", "Jaziri", "Mejri", "Chaabane"),
        ("رانية الطرابلسي", "ياسين الغربي", "سارة المجري"),
    ),
)

SUBJECTS = (
    ("Microglia in early {disease}", "basic_science", "Neurology", ("lab_work", "statistics")),
    (
        "Biomarkers of {disease} in saliva",
        "clinical_with_lab",
        "Internal medicine",
        ("collecting_data", "lab_work", "scientific_writing"),
    ),
    (
        "Quality of life with {disease}",
        "clinical_without_lab",
        "Public health",
        ("collecting_data", "statistics", "ethics"),
    ),
    (
        "A registry of {disease}: what the data say",
        "clinical_without_lab",
        "Epidemiology",
        ("literature_study", "statistics", "scientific_writing"),
    ),
    (
        "Organoids as a model of {disease}",
        "basic_science",
        "Cell biology",
        ("lab_work", "literature_study"),
    ),
    (
        "Imaging of {disease} with low-field MRI",
        "clinical_with_lab",
        "Radiology",
        ("collecting_data", "statistics"),
    ),
    (
        "Community screening for {disease}",
        "global_action",
        "Public health",
        ("collecting_data", "ethics", "scientific_writing"),
    ),
    (
        "Gut microbiome and {disease}",
        "basic_science",
        "Microbiology",
        ("lab_work", "statistics", "literature_study"),
    ),
    (
        "Rehabilitation after {disease}",
        "clinical_without_lab",
        "Physical medicine",
        ("collecting_data", "scientific_writing"),
    ),
    (
        "Gene expression in {disease}",
        "basic_science",
        "Genetics",
        ("lab_work", "statistics", "ethics"),
    ),
)

DISEASES = (
    "Parkinson's disease",
    "asthma",
    "type 2 diabetes",
    "breast cancer",
    "malaria",
    "chronic kidney disease",
    "endometriosis",
    "tuberculosis",
    "stroke",
    "psoriasis",
    "heart failure",
    "Crohn's disease",
    "sickle-cell disease",
    "osteoarthritis",
    "migraine",
)
