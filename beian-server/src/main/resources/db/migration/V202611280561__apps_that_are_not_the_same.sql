-- Two apps that look alike and are not the same, as a supervisor found; the lesser id first.
create table app_distinct (
  one_id    uuid not null references app (id),
  other_id  uuid not null references app (id),
  person_id uuid not null references user_account (id),
  made_at   timestamptz not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);

-- That two apps are not the same holds none of them.
create or replace function app_is_held(of uuid) returns boolean language plpgsql stable as $$
declare
  held boolean;
  one record;
begin
  for one in
    select c.conrelid::regclass as holder, a.attname as reference from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'app'::regclass
       and c.conrelid::regclass::text not in
         ('app', 'app_distinct', 'app_identity', 'app_claim', 'app_merge', 'app_using_unit', 'application',
          'inventory_entry')
  loop
    execute format('select exists (select 1 from %s where %I = $1)', one.holder, one.reference)
      into held using of;
    if held then
      return true;
    end if;
  end loop;
  return false;
end $$;
