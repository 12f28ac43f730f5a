"""Social value: claims, ledgers, frameworks, promises, requirements, community and advice."""
