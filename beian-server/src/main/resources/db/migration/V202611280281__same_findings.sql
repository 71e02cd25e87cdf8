-- The same finding in several cases is found by its rule.
create index supervision_finding_open on supervision_finding (rule_id) where outcome is null;
