"""What the sample's projects are about: a subject, a disease, and where or in whom.

Together they make thousands of titles, so that a whole season need not repeat one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from random import Random


@dataclass(frozen=True)
class Subject:
    """A kind of project; ``title`` names the disease, ``objectives`` are what it teaches."""

    title: str
    type: str
    department: str
    objectives: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """What one project is about."""

    title: str
    subject: Subject


BASIC, LAB, CLINIC, GLOBAL = (
    "basic_science",
    "clinical_with_lab",
    "clinical_without_lab",
    "global_action",
)
READING, DATA, WRITING, WORK, NUMBERS, ETHICS = (
    "literature_study",
    "collecting_data",
    "scientific_writing",
    "lab_work",
    "statistics",
    "ethics",
)

SUBJECTS = (
    Subject("Microglia in early {}", BASIC, "Neurology", (WORK, NUMBERS)),
    Subject("Biomarkers of {} in saliva", LAB, "Internal medicine", (DATA, WORK, WRITING)),
    Subject("Quality of life with {}", CLINIC, "Public health", (DATA, NUMBERS, ETHICS)),
    Subject(
        "A registry of {}: what the data say", CLINIC, "Epidemiology", (READING, NUMBERS, WRITING)
    ),
    Subject("Organoids as a model of {}", BASIC, "Cell biology", (WORK, READING)),
    Subject("Imaging of {} with low-field MRI", LAB, "Radiology", (DATA, NUMBERS)),
    Subject("Community screening for {}", GLOBAL, "Public health", (DATA, ETHICS, WRITING)),
    Subject("Gut microbiome and {}", BASIC, "Microbiology", (WORK, NUMBERS, READING)),
    Subject("Rehabilitation with {}", CLINIC, "Physical medicine", (DATA, WRITING)),
    Subject("Gene expression in {}", BASIC, "Genetics", (WORK, NUMBERS, ETHICS)),
    Subject("Extracellular vesicles in {}", BASIC, "Biochemistry", (WORK, READING)),
    Subject("Sleep and {}", CLINIC, "Neurology", (DATA, NUMBERS)),
    Subject("Drug repurposing for {}", BASIC, "Pharmacology", (WORK, READING, NUMBERS)),
    Subject("Vitamin D and {}", LAB, "Endocrinology", (DATA, WORK, NUMBERS)),
    Subject("Diagnostic delay in {}", CLINIC, "General practice", (DATA, NUMBERS, WRITING)),
    Subject("Ultrasound at the bedside in {}", CLINIC, "Emergency medicine", (DATA, READING)),
    Subject("Machine learning on images of {}", BASIC, "Medical informatics", (NUMBERS, WRITING)),
    Subject("Circulating DNA in {}", LAB, "Pathology", (WORK, NUMBERS, ETHICS)),
    Subject("Costs of {} to families", GLOBAL, "Health economics", (DATA, NUMBERS, ETHICS)),
    Subject("What patients want to know about {}", CLINIC, "Medical ethics", (READING, ETHICS)),
    Subject("Immune cells in {}", BASIC, "Immunology", (WORK, NUMBERS)),
    Subject("Exercise as medicine in {}", CLINIC, "Sports medicine", (DATA, NUMBERS)),
    Subject("Frailty and {}", CLINIC, "Geriatrics", (DATA, READING, WRITING)),
    Subject("Adherence to treatment in {}", CLINIC, "Clinical pharmacology", (DATA, ETHICS)),
    Subject("Oxidative stress in {}", BASIC, "Physiology", (WORK, READING)),
    Subject("Wastewater and climate as warnings of {}", GLOBAL, "Hygiene", (DATA, NUMBERS)),
    Subject("Anaesthesia in patients with {}", CLINIC, "Anaesthesiology", (DATA, READING)),
    Subject("Tissue banks: samples of {}", LAB, "Pathology", (WORK, ETHICS, DATA)),
    Subject("Depression and anxiety with {}", CLINIC, "Psychiatry", (DATA, NUMBERS, ETHICS)),
    Subject("Health literacy and {}", GLOBAL, "Medical education", (DATA, WRITING, ETHICS)),
)

DISEASES = (
    "Parkinson's disease", "asthma", "type 2 diabetes", "breast cancer", "malaria",
    "chronic kidney disease", "endometriosis", "tuberculosis", "stroke", "psoriasis",
    "heart failure", "Crohn's disease", "sickle-cell disease", "osteoarthritis", "migraine",
    "dengue", "atrial fibrillation", "multiple sclerosis", "rheumatoid arthritis", "glaucoma",
    "Chagas disease", "pre-eclampsia", "colorectal cancer", "hepatitis B", "COPD",
    "thalassaemia", "Alzheimer's disease", "osteoporosis", "lupus", "HIV infection",
    "melanoma", "epilepsy", "schistosomiasis", "coeliac disease", "cystic fibrosis",
    "polycystic ovary syndrome", "lung cancer", "sepsis", "obesity", "leishmaniasis",
)  # fmt: skip

SETTINGS = (
    "", "in children", "in old age", "in pregnancy", "in a rural district", "after migration",
    "in primary care", "in intensive care", "over ten years", "a pilot study",
)  # fmt: skip


def topics(count: int, random: Random) -> list[Topic]:
    """So many topics. None comes twice; the plain ones, without a setting, come first."""
    return list(islice(_all_topics(random), count))


def _all_topics(random: Random) -> Iterator[Topic]:
    pairs = list(product(SUBJECTS, DISEASES))
    random.shuffle(pairs)
    for setting, (subject, disease) in product(SETTINGS, pairs):
        title = subject.title.format(disease)
        yield Topic(f"{title}, {setting}" if setting else title, subject)
