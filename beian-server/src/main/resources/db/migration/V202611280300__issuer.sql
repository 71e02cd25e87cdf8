-- Which unit accepted a filing: its certificate names it. The log of the application knows it.
alter table filing_record add column issuer text not null default '';
update filing_record r set issuer = o.name
  from application_event e
  join user_account u on u.id = e.actor_id
  join organization o on o.id = u.organization_id
  where e.application_id = r.application_id and e.name = 'ACCEPT';
