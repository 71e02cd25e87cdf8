-- Whether anything hangs on an app that a merge of entries does not move: what other procedures
-- refer to it by, and its records.
create function app_is_held(of uuid) returns boolean language plpgsql stable as $$
declare
  held boolean;
  one record;
begin
  for one in
    select c.conrelid::regclass as holder, a.attname as reference from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'app'::regclass
       and c.conrelid::regclass::text not in
         ('app', 'app_identity', 'app_claim', 'app_merge', 'application', 'inventory_entry')
  loop
    execute format('select exists (select 1 from %s where %I = $1)', one.holder, one.reference)
      into held using of;
    if held then
      return true;
    end if;
  end loop;
  return false;
end $$;
