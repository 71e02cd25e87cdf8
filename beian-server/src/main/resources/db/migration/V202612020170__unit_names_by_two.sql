-- A name or credit code that one administrator changed waits for another administrator as well.
alter table unit_placement_change add column name text, add column credit_code text;
update unit_placement_change c set name = o.name, credit_code = o.credit_code
  from organization o where o.id = c.organization_id;
alter table unit_placement_change alter column name set not null, alter column credit_code set not null;
