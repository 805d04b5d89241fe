"""The processes, the broker and the database."""

from tools.dashboards.panels import Board, Panel, rate

OURS = 'queue=~"facts\\\\..*|rpc-.*"'

SERVERS = Board(
    "servers",
    "Processes, broker and database",
    "Whether everything is there, and how much room there is.",
    (
        Panel(
            "Processes that answer",
            "By part; 0 where nobody does.",
            "short",
            (('sum by (part) (up{job="exchange"})', "{{part}}"),),
        ),
        Panel(
            "Memory of a process",
            "The largest of each part.",
            "bytes",
            (('max by (part) (process_resident_memory_bytes{job="exchange"})', "{{part}}"),),
        ),
        Panel(
            "Processor time of a process",
            "The busiest of each part, in seconds a second. A service uses at most one.",
            "short",
            (
                ('max by (part) (rate(process_cpu_seconds_total{job="exchange"}'
                 "[$__rate_interval]))", "{{part}}"),
            ),
        ),
        Panel(
            "Connections that are lent",
            "Of each pool, the share that is in use: at 100 % the next one waits.",
            "percentunit",
            (
                ("max by (pool) (exchange_pool_connections_in_use"
                 " / exchange_pool_connections_limit)", "{{pool}}"),
            ),
        ),
        Panel(
            "Messages that wait at the broker",
            "Facts for followers, and orders for services.",
            "short",
            ((f"sum by (queue) (rabbitmq_detailed_queue_messages_ready{{{OURS}}})", "{{queue}}"),),
        ),
        Panel(
            "Readers of queues",
            "0 where nobody reads.",
            "short",
            ((f"sum by (queue) (rabbitmq_detailed_queue_consumers{{{OURS}}})", "{{queue}}"),),
        ),
        Panel(
            "Room on the broker's disk",
            "Before it takes nothing more from anybody.",
            "bytes",
            (
                ("min by (instance) (rabbitmq_disk_space_available_bytes"
                 " - rabbitmq_disk_space_available_limit_bytes)", "{{instance}}"),
            ),
        ),
        Panel(
            "Transactions of the databases",
            "Commits a second, by database.",
            "cps",
            ((rate("cnpg_pg_stat_database_xact_commit", "datname"), "{{datname}}"),),
        ),
        Panel(
            "Lag of the database's replicas",
            "How far copies are behind the primary.",
            "s",
            (("max by (pod) (cnpg_pg_replication_lag)", "{{pod}}"),),
        ),
        Panel(
            "Since the database was archived last",
            "What a restore would miss at most. It grows also while nothing is done.",
            "s",
            (
                ("max(cnpg_pg_stat_archiver_seconds_since_last_archival)", "archived"),
            ),
        ),
    ),
)  # fmt: skip
