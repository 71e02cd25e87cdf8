-- Tables of which the rows move along, or go, when one app is merged into another (DuplicateStore).
-- Rows of any other table that refers to an app hold it: it is not merged away. A new table that
-- moves replaces this list alone.
create function app_moved_along() returns text[] language sql immutable as $$
  select array['app', 'app_claim', 'app_distinct', 'app_identity', 'app_merge', 'app_using_unit',
    'application', 'inventory_entry']
$$;

create or replace function app_is_held(of uuid) returns boolean language plpgsql stable as $$
declare
  held boolean;
  one record;
begin
  for one in
    select c.conrelid::regclass as holder, a.attname as reference from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'app'::regclass
       and c.conrelid::regclass::text <> all (app_moved_along())
  loop
    execute format('select exists (select 1 from %s where %I = $1)', one.holder, one.reference)
      into held using of;
    if held then
      return true;
    end if;
  end loop;
  return false;
end $$;
