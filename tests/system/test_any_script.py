"""What only looks unusual is taken as it is: every script, emoji, right to left, odd characters."""

from unicodedata import normalize

import pytest

from tests.support.scene import Scene

IN_EVERY_SCRIPT = [
    "Zażółć Gęślą Jaźń",
    "Ίωνας Παπαδόπουλος",
    "Дмитрий Ёлкин",
    "أمينة منصور",
    "נעמי בן־דוד",
    "नेहा शर्मा",
    "李小龍",
    "さくら 山田",
    "ศิริพร",
    "O'Brien-Ñuñez, Jr.",
    "👩🏽‍⚕️ Zoë 🇵🇹",
    "\u202eright to left\u202c",
    "'; DROP TABLE people; --",
    "<script>alert(1)</script> & {{7*7}} %s ${x}",
    "Null",
]


@pytest.mark.parametrize("name", IN_EVERY_SCRIPT)
def test_a_name_comes_back_as_it_was_typed(scene: Scene, name: str) -> None:
    typed = normalize("NFC", name)
    student = scene.exchange.student
    path = f"/people/{student.person_id}/personal-data"

    student.put(path, data={"given_name": typed, "native_name": typed})

    seen = student.get(path, purpose="own")["data"]
    assert (seen["given_name"], seen["native_name"]) == (typed, typed)


@pytest.mark.parametrize("title", IN_EVERY_SCRIPT)
def test_a_title_comes_back_as_it_was_typed(scene: Scene, title: str) -> None:
    description = {"title": title, "type": "basic_science", "aim": title}

    scene.exchange.lore.put(f"/projects/{scene.draft}/description", description=description)

    seen = scene.exchange.lore.get(f"/projects/{scene.draft}")
    assert (seen["title"], seen["aim"]) == (title, title)
