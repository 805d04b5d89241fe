"""The tables, the sequence and the two functions of a log on PostgreSQL (see ``postgres``)."""

from services.eventlog.line_records import lines_ddl

DRAWING = 0  # objid of the session lock under which positions are drawn


def schema_sql(name: str, key: int) -> str:
    """The statements that create a log, safe to repeat and to run from many places at once.

    ``key`` tells this log's advisory locks from others'. Announcements use the class
    ``key``, the drawing lock the class ``key + 1``.
    """
    return f"""
BEGIN;
SELECT pg_advisory_xact_lock({key}::bigint);
CREATE TABLE IF NOT EXISTS {name}_events (
    position bigint PRIMARY KEY,
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor text NOT NULL,
    correlation_id text NOT NULL,
    causation_id text NOT NULL,
    command_id text NOT NULL,
    UNIQUE (originator_id, originator_version));
CREATE TABLE IF NOT EXISTS {name}_tracking (source text PRIMARY KEY, position bigint NOT NULL);
CREATE TABLE IF NOT EXISTS {name}_commands (
    id text PRIMARY KEY, digest text NOT NULL, answer bytea NOT NULL);
{lines_ddl(name)}
CREATE SEQUENCE IF NOT EXISTS {name}_position OWNED BY {name}_events.position;

CREATE OR REPLACE FUNCTION {name}_append(
    originators uuid[], versions bigint[], topics text[], states bytea[], at timestamptz,
    by_actor text, correlation text, causation text, command text,
    tracked_source text, tracked_position bigint,
    handled_id text, handled_digest text, handled_answer bytea
) RETURNS bigint LANGUAGE plpgsql AS $append$
DECLARE
    first bigint := 0;
    announced bigint;
BEGIN
    IF cardinality(originators) > 0 THEN
        PERFORM pg_advisory_lock({key + 1}, {DRAWING});
        SELECT last_value + is_called::int INTO announced FROM {name}_position;
        PERFORM pg_advisory_xact_lock_shared({key}, (announced & 2147483647)::int);
        first := nextval('{name}_position');
        FOR drawn IN 2..cardinality(originators) LOOP
            PERFORM nextval('{name}_position');
        END LOOP;
        PERFORM pg_advisory_unlock({key + 1}, {DRAWING});
        INSERT INTO {name}_events
            SELECT first + n - 1, o, v, t, s, at, by_actor, correlation, causation, command
            FROM unnest(originators, versions, topics, states) WITH ORDINALITY AS e(o, v, t, s, n);
    END IF;
    IF tracked_source IS NOT NULL THEN
        INSERT INTO {name}_tracking AS known VALUES (tracked_source, tracked_position)
            ON CONFLICT (source) DO UPDATE SET position = excluded.position
            WHERE known.position < excluded.position;
        IF NOT FOUND THEN
            RAISE unique_violation USING MESSAGE = 'position was processed already';
        END IF;
    END IF;
    IF handled_id IS NOT NULL THEN
        INSERT INTO {name}_commands VALUES (handled_id, handled_digest, handled_answer);
    END IF;
    RETURN first;
END $append$;

-- Volatile, so that every statement in it sees the present: the sequence strictly before the
-- announcements. The announcement of a transaction that began after the first look is ahead of
-- ``upcoming`` and left out.
CREATE OR REPLACE FUNCTION {name}_horizon() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $horizon$
DECLARE
    upcoming bigint;
    lowest bigint;
BEGIN
    SELECT last_value + is_called::int INTO upcoming FROM {name}_position;
    SELECT min(upcoming - behind) INTO lowest FROM (
        SELECT (upcoming - objid::bigint) & 2147483647 AS behind FROM pg_locks
        WHERE locktype = 'advisory' AND granted AND objsubid = 2
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND classid = ({key}::bigint & 4294967295)::oid
    ) AS announcements WHERE behind < 1073741824;
    RETURN coalesce(lowest, upcoming) - 1;
END $horizon$;
COMMIT;
"""
