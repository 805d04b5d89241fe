"""The words of the domain's codes, by kind; the kind "" holds codes that mean one thing only."""

from gateway.web.language import marked

PROJECT_TYPES = {
    "basic_science": marked("Basic science"),
    "clinical_with_lab": marked("Clinical with laboratory work"),
    "clinical_without_lab": marked("Clinical without laboratory work"),
    "global_action": marked("Global action"),
}
OBJECTIVES = {
    "literature_study": marked("Literature study"),
    "collecting_data": marked("Collecting data"),
    "scientific_writing": marked("Scientific writing"),
    "lab_work": marked("Laboratory work"),
    "statistics": marked("Statistics"),
    "ethics": marked("Ethics"),
}
FIELDS_OF_STUDY = {
    "0511": marked("Biology"),
    "0512": marked("Biochemistry"),
    "0911": marked("Dental studies"),
    "0912": marked("Medicine"),
    "0913": marked("Nursing and midwifery"),
    "0914": marked("Medical diagnostics"),
    "0915": marked("Therapy and rehabilitation"),
    "0916": marked("Pharmacy"),
}
STUDENT_TYPES = {
    "preclinical": marked("Preclinical students"),
    "clinical": marked("Clinical students"),
    "graduate": marked("Graduates"),
}
DOCUMENTS = {
    "recommendation_letter": marked("Recommendation letter"),
    "hepatitis_b_titre": marked("Hepatitis B titre"),
    "tuberculosis_test": marked("Tuberculosis test"),
    "language_certificate": marked("Language certificate"),
    "curriculum_vitae": marked("Curriculum vitae"),
    "insurance": marked("Insurance"),
    "police_record": marked("Police record"),
}
PAPERS = {
    "terms": marked("Signed terms"),
    "passport_copy": marked("Copy of the passport"),
    "photo": marked("Photo"),
    "proof_of_enrolment": marked("Proof of enrolment"),
    "motivation_letter": marked("Motivation letter"),
    "diary": marked("Diary"),
}
ROLES = {
    "student": marked("Student"),
    "nore_out": marked("National officer, outgoing (NORE-Out)"),
    "nore_in": marked("National officer, incoming (NORE-In)"),
    "lore": marked("Local officer (LORE)"),
    "contact_person": marked("Contact person"),
    "mentor": marked("Mentor"),
    "housing_provider": marked("Housing provider"),
    "director": marked("SCORE director"),
    "auditor": marked("Auditor"),
    "operator": marked("Operator"),
}
STAGES = {
    "assigned": marked("Form open"),
    "submitted": marked("Submitted"),
    "returned": marked("Returned to the student"),
    "forwarded": marked("With the host"),
    "received": marked("Received by the host"),
    "rejected": marked("Rejected"),
    "placing": marked("Being placed"),
    "placed": marked("Placed"),
    "accepted": marked("Accepted"),
    "confirmed": marked("Confirmed"),
    "cleared": marked("Ready to travel"),
    "no_show": marked("Did not come"),
    "arrived": marked("Arrived"),
    "in_progress": marked("At work"),
    "ended": marked("Work ended"),
    "interrupted": marked("Interrupted"),
    "certified": marked("Certified"),
    "not_certified": marked("Without certificate"),
    "recognised": marked("Recognised at home"),
    "cancelled": marked("Cancelled"),
}
STEPS = {
    "submit_application": marked("Submit the application form"),
    "forward_application": marked("The sending organisation forwards the form"),
    "receive_application": marked("The host looks at the form"),
    "assign_to_committee": marked("The host finds a committee"),
    "propose_placement": marked("The committee looks for mentor, bed and contact person"),
    "issue_card_of_acceptance": marked("The committee issues the card of acceptance"),
    "submit_card_of_confirmation": marked("Confirm, with your travel data"),
    "record_pre_departure_training": marked("The training before departure"),
    "settle_visa": marked("Settle the visa"),
    "hand_over_keys": marked("Arrive, and get the keys"),
    "start_project": marked("The work begins"),
    "record_attendance": marked("Keep the logbook"),
    "submit_evaluation": marked("Fill in the evaluation"),
    "issue_certificate": marked("The committee issues the certificate"),
    "record_recognition": marked("Your faculty recognises the exchange"),
}
REASONS = {
    "photo_unreadable": marked("The photo cannot be used"),
    "letter_missing": marked("A motivation letter is missing or does not fit the project"),
    "document_missing": marked("A document is missing"),
    "document_unreadable": marked("A document cannot be read"),
    "document_expired": marked("A document is out of date"),
    "dates_do_not_fit": marked("The dates do not fit"),
    "data_incomplete": marked("The personal data are incomplete"),
    "no_capacity": marked("There is no place left"),
    "profile_does_not_fit": marked("The profile does not fit the projects"),
    "language_level_too_low": marked("The language level is too low"),
    "conditions_not_met": marked("The conditions of the host are not met"),
    "exam_moved": marked("An exam was moved"),
    "visa_refused": marked("The visa was refused"),
    "illness": marked("Illness"),
    "family_reasons": marked("Reasons in the family"),
    "money_missing": marked("The money is missing"),
    "mentor_on_leave": marked("The mentor is away"),
    "no_bed_free": marked("No bed is free"),
    "safety": marked("The situation in the country is not safe"),
    "own_wish": marked("The student's own wish"),
    "attendance_below_threshold": marked("Too many days were missed"),
    "end_appraisal_missing": marked("The appraisal at the end is missing"),
    "evaluation_missing": marked("The evaluation is missing"),
    "no_show": marked("The student did not come"),
    "mentor_answered_late": marked("The mentor answered late"),
    "no_contact_person_free": marked("No contact person is free"),
    "documents_came_late": marked("The documents came late"),
    "dates_were_changed": marked("The dates were changed"),
    "technical_problem": marked("A technical problem"),
    "no_time": marked("The mentor has no time then"),
    "group_is_full": marked("The group is full"),
    "programme_not_held": marked("The programme was not held"),
    "misconduct": marked("Misconduct"),
    "own_use": marked("The provider needs it"),
    "guests": marked("Guests"),
    "renovation": marked("Renovation"),
    "provider_withdrew": marked("The provider no longer offers it"),
    "not_as_promised": marked("It was not as promised"),
    "too_far": marked("It is too far away"),
    "equipment_missing": marked("Equipment is missing"),
    "ethics_pending": marked("The ethics committee has not decided"),
    "no_places_now": marked("No places for the time being"),
    "research_finished": marked("The research is finished"),
    "mentor_left": marked("The mentor has left"),
    "replaced": marked("Another project replaces it"),
    "not_available": marked("The mentor is not available in these weeks"),
    "not_prepared": marked("The student's preparation does not fit the project"),
    "project_changed": marked("The project has changed, or is over"),
    "other_reason": marked("Another reason"),
}
DEADLINES = {
    "submission": marked("The application form was not submitted in time"),
    "acceptance": marked("The host did not decide in time"),
    "confirmation": marked("The confirmation did not come in time"),
    "evaluation": marked("The evaluation did not come in time"),
}
ATTENDANCES = {
    "present": marked("There"),
    "absent": marked("Missed"),
    "excused": marked("Excused"),
}
OUTCOMES = {
    "report": marked("A report"),
    "poster": marked("A poster"),
    "talk": marked("A talk"),
    "none": marked("Nothing to show yet"),
}
ROOMS = {
    "room": marked("Room"),
    "dormitory": marked("Dormitory"),
    "studio": marked("Studio"),
    "flat": marked("Flat"),
}
PROVIDERS = {
    "host_family": marked("A host family"),
    "hall_of_residence": marked("A hall of residence"),
    "flat_owner": marked("The owner of a flat"),
}
BOARDINGS = {
    "meals": marked("Meals"),
    "pocket_money": marked("Pocket money"),
}
DIETS = {
    "vegetarian": marked("Vegetarian"),
    "vegan": marked("Vegan"),
    "halal": marked("Halal"),
    "kosher": marked("Kosher"),
    "gluten-free": marked("Without gluten"),
    "lactose-free": marked("Without lactose"),
}
ROOM_STATES = {
    "offered": marked("Offered, not inspected"),
    "failed": marked("Did not pass the inspection"),
    "inspected": marked("Inspected, not open yet"),
    "open": marked("Open"),
    "withdrawn": marked("Withdrawn"),
}
STAYS = {
    "held": marked("Kept for a placement"),
    "booked": marked("Booked"),
    "occupied": marked("Lived in"),
    "ended": marked("Over"),
}
PROJECT_STATES = {
    "drafted": marked("Draft"),
    "approved_locally": marked("Approved by the committee"),
    "approved_nationally": marked("Approved nationally"),
    "published": marked("Published"),
    "suspended": marked("Suspended"),
    "archived": marked("Archived"),
}
ACCOUNTS = {
    "none": marked("Cannot sign in"),
    "open": marked("Can sign in"),
    "closed": marked("Account closed"),
}
DECLINING = {
    "not_available": marked("I am not available in these weeks"),
    "not_prepared": marked("The student's preparation does not fit the project"),
    "project_changed": marked("The project has changed, or is over"),
    "other_reason": marked("Another reason"),
}
MARKS = {
    "5": marked("5: excellent"),
    "4": marked("4: good"),
    "3": marked("3: satisfactory"),
    "2": marked("2: with difficulties"),
    "1": marked("1: not sufficient"),
}
SERVICES = {
    "people": marked("People"),
    "projects": marked("Projects"),
    "applications": marked("Applications"),
    "housing": marked("Housing"),
    "notifications": marked("Messages"),
}
CODES = {
    "": {
        **PROJECT_TYPES,
        **OBJECTIVES,
        **STUDENT_TYPES,
        **DOCUMENTS,
        **PAPERS,
        **PROVIDERS,
        **BOARDINGS,
        **DIETS,
        **ATTENDANCES,
        **OUTCOMES,
    },
    "field": FIELDS_OF_STUDY,
    "role": ROLES,
    "service": SERVICES,
    "stage": STAGES,
    "step": STEPS,
    "reason": REASONS,
    "deadline": DEADLINES,
    "declining": DECLINING,
    "mark": MARKS,
    "attendance": ATTENDANCES,
    "outcome": OUTCOMES,
    "room": ROOMS,
    "provider": PROVIDERS,
    "boarding": BOARDINGS,
    "room_state": ROOM_STATES,
    "stay": STAYS,
    "project_state": PROJECT_STATES,
    "account": ACCOUNTS,
}
