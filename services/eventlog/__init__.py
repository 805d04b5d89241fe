"""The append-only event log: store, published log, following, views. Knows no domain word.

records     what a logged event carries beside its state: who, why, when, where
recorder    the recorder interface, shared SQL; sqlite and postgres are its two kinds
mapper      domain events to stored events and back, by their annotated types
log         one service's log: load aggregates (remembered when long), append their events
publishing  which private events become which facts, by json_types
published   those facts as contract envelopes, in order
following   apply another log's envelopes once, in order, without holes
standstill  what stops a follower, and what it went past; line_records keep it, or view_ledger
told        a fact as its reader sees it, typed by the contract
views       read models fed by envelopes, in generations, by view_applying
upserts     rows that views set, of a kind written together (kept_rows) before anybody looks
rebuilding  the next generation of views is built beside the live one
faults      what the matter is with a store; unreadable: where a damaged event stands
"""
