"""The distributed home: each service a process of its own, PostgreSQL, RabbitMQ, N replicas.

settings, migration      what is configured, and how databases are made ready
topology, broker         what there is on the broker, and connections to it
relay, relay_state       the log's facts are published, by one replica at a time
confirmed, prompts       … confirmed by the broker, as soon as something is appended
fact_lines, pulling      followers take facts as they are delivered, and pull what is missing
rpc_client               orders to services: rpc_sending, rpc_replies, circuit, failures
orders, extensions       what nameko runs: entrypoints and timers, lines and relay
replica, serving         one replica of a service, and its process
process_port, green      its health port; eventlet's threads and psycopg2
"""
