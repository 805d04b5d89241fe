"""``python -m tools.strings``: the catalogues are brought up to date."""

from tools.strings.catalogues import update_all
from tools.strings.finding import found

if __name__ == "__main__":
    for language, missing in update_all(found()).items():
        print(f"{language}: {missing} texts are not translated")  # noqa: T201
