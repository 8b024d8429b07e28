"""What the CRM sends."""

FEATURES = {"merge": False}

EVENT_BUS_PRODUCER_CONFIG = {
    "org.acme.crm.customer.forgotten.v1": {
        "customers": {"event_key_field": "customer_id", "enabled": True},
    },
    "org.acme.crm.customer.moved.v1": {
        "crm-customers": {"event_key_field": "customer_id", "enabled": False},
    },
    "org.acme.crm.customer.merged.v1": {
        "customers": {"event_key_field": "customer_id", "enabled": FEATURES["merge"]},
    },
}
