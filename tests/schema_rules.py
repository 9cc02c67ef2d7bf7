#!/usr/bin/env python3
"""schema_rules.py SCHEMA FILE...: "FILE valid" or "FILE invalid" for each YAML file,
as ajv prints it; for machines without npm. See schema_rules.sh.
"""
import json
import re
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """Types as in YAML 1.2: "yes" is a text, and so is a date."""


Loader.yaml_implicit_resolvers = {}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool",
                             re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Loader.add_implicit_resolver("tag:yaml.org,2002:null",
                             re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"),
                             list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:float",
                             re.compile(r"^[-+]?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?$"),
                             list("-+0123456789"))


def is_valid(validator, path):
    """Does the file fit the schema?"""
    with open(path, encoding="utf-8-sig") as f:
        try:
            tree = yaml.load(f, Loader)
        except (yaml.YAMLError, TypeError):     # a map as a key
            return False
    return validator.is_valid(tree)


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        schema = json.load(f)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)
    for path in sys.argv[2:]:
        print(path, "valid" if is_valid(validator, path) else "invalid")


if __name__ == "__main__":
    main()
