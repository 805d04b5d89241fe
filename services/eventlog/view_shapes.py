"""Whether tables were made by code that knew other tables or columns than the present code."""

from sqlalchemy import Connection, MetaData, inspect


def has_another_shape(tx: Connection, wanted: MetaData) -> bool:
    """Whether one of the wanted tables is missing or has other columns."""
    kept = inspect(tx)
    return any(
        not kept.has_table(table.name)
        or {column["name"] for column in kept.get_columns(table.name)} != set(table.c.keys())
        for table in wanted.sorted_tables
    )
