"""NORE-Out opens a form and forwards it; NORE-In receives it and gives it to a committee."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from gateway.views.visibility import units
from services.contracts.roles import Role
from tests.browser.house import PHONE, House
from tests.support.forms_on_the_way import Forms


@pytest.fixture
def forms(house: House) -> Forms:
    return Forms(house)


def organisation_of(house: House, who: str, role: Role) -> UUID:
    today = house.backend.clock.now().date()
    return units(house.actor(who), role, today)[0]


def test_nore_out_registers_a_student_opens_a_form_and_forwards_it(
    house: House, forms: Forms
) -> None:
    own = organisation_of(house, "nore_out", Role.NORE_OUT)
    contract = forms.open_contract(sending_nmo_id=own)
    with house.visit("nore_out") as page:
        page.goto("/national/people/new")
        page.get_by_label("Given name").fill("Zoë")
        page.get_by_label("Family name").fill("Åkesson-Ümit")
        page.get_by_label("E-mail address").fill("zoe@example.org")
        page.get_by_role("button", name="Register").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Zoë Åkesson-Ümit")

        page.get_by_role("link", name="Open a form").click()
        page.get_by_label("A place of which contract").select_option(str(contract["contract_id"]))
        page.get_by_role("button", name="Open the form").click()
        expect(page.get_by_role("status").first).to_contain_text("is open: the student is told")
        expect(page.get_by_text("Form open").first).to_be_visible()

        address = page.url
        forms.submitted(address.partition("?")[0].rpartition("/")[2])
        page.goto("/national/outgoing?tray=to_forward")
        number = page.get_by_role("region").get_by_role("link").first
        number.click()
        page.get_by_role("button", name="Forward to the host").click()
        expect(page.get_by_role("status").first).to_contain_text("forwarded to the host")

        page.goto(address)
        expect(page.get_by_text("With the host").first).to_be_visible()


def test_nore_in_receives_a_form_on_a_phone_and_gives_it_to_a_committee(
    house: House, forms: Forms
) -> None:
    own = organisation_of(house, "nore_in", Role.NORE_IN)
    exchange_id = forms.assigned(forms.open_contract(hosting_nmo_id=own))
    forms.forwarded(forms.submitted(exchange_id))
    with house.visit("nore_in", width=PHONE) as page:
        page.goto(f"/national/exchanges/{exchange_id}")
        for box in page.get_by_role("checkbox").all():
            box.check()
        page.get_by_role("button", name="Receive the form").click()
        expect(page.get_by_role("status").first).to_contain_text("Now choose a committee")

        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Give it to this committee").click()
        expect(page.get_by_role("status").first).to_contain_text("The committee has it now")

        page.goto(f"/national/exchanges/{exchange_id}")
        expect(page.get_by_text("Being placed").first).to_be_visible()


def test_a_form_is_given_back_with_a_reason_without_scripts(house: House, forms: Forms) -> None:
    own = organisation_of(house, "nore_in", Role.NORE_IN)
    exchange_id = forms.assigned(forms.open_contract(hosting_nmo_id=own))
    forms.forwarded(forms.submitted(exchange_id))
    with house.visit("nore_in", java_script_enabled=False) as page:
        page.goto(f"/national/exchanges/{exchange_id}")
        page.get_by_label("Why").select_option("photo_unreadable")
        page.get_by_role("button", name="Return to the student").click()
        expect(page.get_by_role("status").first).to_contain_text("with the student again")

        page.goto(f"/national/exchanges/{exchange_id}")
        expect(page.get_by_text("Returned to the student").first).to_be_visible()
        expect(page.get_by_text("The photo cannot be used").first).to_be_visible()
        expect(page.get_by_text("These data are not yours to see")).to_be_visible()


def test_what_cannot_be_undone_is_confirmed_first(house: House, forms: Forms) -> None:
    own = organisation_of(house, "nore_out", Role.NORE_OUT)
    exchange_id = forms.assigned(forms.open_contract(sending_nmo_id=own))
    with house.visit("nore_out") as page:
        page.goto(f"/national/exchanges/{exchange_id}")
        page.get_by_role("link", name="Cancel the exchange").click()
        page.get_by_role("link", name="Leave it as it is").click()
        expect(page.get_by_text("Form open").first).to_be_visible()

        page.get_by_role("link", name="Cancel the exchange").click()
        page.get_by_label("Why").select_option("exam_moved")
        page.get_by_role("button", name="Cancel the exchange for good").click()
        expect(page.get_by_text("Cancelled").first).to_be_visible()
