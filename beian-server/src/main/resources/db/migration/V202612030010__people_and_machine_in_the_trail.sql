-- Whether a row of the trail is an act of a person or was written by the machine: jobs, and states
-- recorded after an act. A change outside the system was made by a person, whoever noted it. The
-- page of the trail reads either kind from the newest on.
create function audit_kind(actor text, action text) returns text
  language sql immutable parallel safe
  return case
    when action = 'register.changed-outside' then 'PEOPLE'
    when actor = 'system' or right(action, 9) = '.standing'
      or action in ('register.standings', 'account.standings') then 'MACHINE'
    else 'PEOPLE' end;
-- By id + 0, since the planner would otherwise walk the primary key past any number of rows of the
-- other kind: how they alternate, its statistics do not say.
create index audit_entry_kind on audit_entry (audit_kind(actor, action), (id + 0));
