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
    "motivation_letter": marked("Motivation letter"),
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
OUTCOMES = {
    "report": marked("A report"),
    "poster": marked("A poster"),
    "talk": marked("A talk"),
    "none": marked("Nothing of these"),
}
ATTENDANCE = {
    "present": marked("Present"),
    "absent": marked("Absent"),
    "excused": marked("Excused"),
}
CODES = {
    "": {**PROJECT_TYPES, **OBJECTIVES, **STUDENT_TYPES, **DOCUMENTS},
    "field": FIELDS_OF_STUDY,
    "role": ROLES,
    "stage": STAGES,
    "step": STEPS,
    "declining": DECLINING,
    "mark": MARKS,
    "outcome": OUTCOMES,
    "attendance": ATTENDANCE,
}
