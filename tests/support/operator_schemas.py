"""The shapes of the operators' kinds, as far as deploy/k8s uses them; nothing else is let through.

Written after the operators' own definitions (CloudNativePG 1.30, its Barman plugin 0.14, RabbitMQ
cluster operator 2.22, KEDA 2.20, External Secrets 2.9), which no package brings.
"""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
COUNT: Schema = {"type": "integer", "minimum": 1}
FLAG: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "object", "additionalProperties": TEXT}
SIZE: Schema = {"type": "string", "pattern": r"^\d+(Mi|Gi)$"}
DURATION: Schema = {"type": "string", "pattern": r"^\d+(s|m|h)$"}
CRON_WITH_SECONDS: Schema = {"type": "string", "pattern": r"^(\S+ ){5}\S+$"}


def one(*optional: str, **fields: Schema) -> Schema:
    """An object of exactly these fields; all are required but those that are named first."""
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def some(schema: Schema) -> Schema:
    """A list of at least one."""
    return {"type": "array", "items": schema, "minItems": 1}


def among(*values: str) -> Schema:
    """One of some words."""
    return {"enum": list(values)}


NAMED = one(name=TEXT)
A_KEY = one(name=TEXT, key=TEXT)
QUANTITIES = one(cpu=TEXT, memory=SIZE)
RESOURCES = one(requests=QUANTITIES, limits=QUANTITIES)
PLUGIN = "barman-cloud.cloudnative-pg.io"

CLUSTER = one(
    instances=COUNT,
    imageName=TEXT,
    enableSuperuserAccess=FLAG,
    enablePDB=FLAG,
    primaryUpdateStrategy=among("unsupervised", "supervised"),
    primaryUpdateMethod=among("switchover", "restart"),
    inheritedMetadata=one(labels=TEXTS),
    storage=one(size=SIZE),
    walStorage=one(size=SIZE),
    resources=RESOURCES,
    affinity=one(
        enablePodAntiAffinity=FLAG,
        podAntiAffinityType=among("required", "preferred"),
        topologyKey=TEXT,
    ),
    postgresql=one(
        parameters=TEXTS,
        synchronous=one(method=among("any", "first"), number=COUNT),
        pg_hba=some(TEXT),
    ),
    managed=one(roles=some(one(name=TEXT, login=FLAG, passwordSecret=NAMED))),
    plugins=some(
        one(name=among(PLUGIN), isWALArchiver=FLAG, parameters=one(barmanObjectName=TEXT))
    ),
)
DATABASE = one(
    cluster=NAMED, name=TEXT, owner=TEXT, databaseReclaimPolicy=among("retain", "delete")
)
SCHEDULED_BACKUP = one(
    schedule=CRON_WITH_SECONDS,
    immediate=FLAG,
    backupOwnerReference=among("none", "self", "cluster"),
    cluster=NAMED,
    method=among("plugin"),
    pluginConfiguration=one(name=among(PLUGIN)),
)
OBJECT_STORE = one(
    retentionPolicy={"type": "string", "pattern": r"^[1-9]\d*[dwm]$"},
    configuration=one(
        destinationPath=TEXT,
        endpointURL=TEXT,
        s3Credentials=one(accessKeyId=A_KEY, secretAccessKey=A_KEY),
        wal=one(compression=among("gzip", "bzip2", "snappy", "lz4", "xz", "zstd")),
        data=one(compression=among("gzip", "bzip2", "snappy")),
    ),
)
RABBITMQ_CLUSTER = one(
    replicas=COUNT,
    image=TEXT,
    terminationGracePeriodSeconds=COUNT,
    secretBackend=one(externalSecret=NAMED),
    persistence=one(storage=SIZE),
    resources=RESOURCES,
    rabbitmq=one(additionalConfig=TEXT),
    affinity=one(podAntiAffinity={"type": "object"}),
)
SCALED_OBJECT = one(
    scaleTargetRef=NAMED,
    minReplicaCount=COUNT,
    maxReplicaCount=COUNT,
    pollingInterval=COUNT,
    cooldownPeriod=COUNT,
    fallback=one(failureThreshold=COUNT, replicas=COUNT),
    triggers=some(
        one(
            "authenticationRef",
            "metricType",
            type=among("rabbitmq", "cpu"),
            metricType=among("AverageValue", "Value", "Utilization"),
            metadata=TEXTS,
            authenticationRef=NAMED,
        )
    ),
)
TRIGGER_AUTHENTICATION = one(secretTargetRef=some(one(parameter=TEXT, name=TEXT, key=TEXT)))
EXTERNAL_SECRET = one(
    "target",
    refreshInterval=DURATION,
    secretStoreRef=one(kind=among("SecretStore", "ClusterSecretStore"), name=TEXT),
    target=one(template=one("type", "metadata", type=TEXT, metadata=one(labels=TEXTS), data=TEXTS)),
    data=some(one(secretKey=TEXT, remoteRef=one(key=TEXT, property=TEXT))),
)

SPECS: dict[tuple[str, str], Schema] = {
    ("postgresql.cnpg.io/v1", "Cluster"): CLUSTER,
    ("postgresql.cnpg.io/v1", "Database"): DATABASE,
    ("postgresql.cnpg.io/v1", "ScheduledBackup"): SCHEDULED_BACKUP,
    ("barmancloud.cnpg.io/v1", "ObjectStore"): OBJECT_STORE,
    ("rabbitmq.com/v1beta1", "RabbitmqCluster"): RABBITMQ_CLUSTER,
    ("keda.sh/v1alpha1", "ScaledObject"): SCALED_OBJECT,
    ("keda.sh/v1alpha1", "TriggerAuthentication"): TRIGGER_AUTHENTICATION,
    ("external-secrets.io/v1", "ExternalSecret"): EXTERNAL_SECRET,
}
"""The shape of ``spec`` by API version and kind."""
