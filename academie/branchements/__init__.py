"""What the downstream houses plug into the Académie without the Académie knowing them.

Each house registers in its `AppConfig.ready()`. Data flows downstream, imports point upstream, and still the home page
shows everybody's work, `verifier_invariants` audits every house and `demo` tells the whole story.
"""
