"""The append-only event log: store, published log, following, views. Knows no domain word.

records     what a logged event carries beside its state: who, why, when, where
recorder    the recorder interface, shared SQL; sqlite and postgres are its two kinds
mapper      domain events to stored events and back, by their annotated types
log         one service's log: load aggregates, append their events
publishing  which private events become which facts
published   those facts as contract envelopes, in order
following   apply another log's envelopes once, in order, without holes
views       read models fed by envelopes, rebuilt beside the live ones
"""
