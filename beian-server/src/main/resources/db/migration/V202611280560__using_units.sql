-- The units that use an app (R-02, ADR 0057): units of the register where a name or code says which, else text.
alter table organization add column folded_name text collate "C" not null
  generated always as (folded_app_name(name)) stored;
create index organization_folded_name on organization (folded_name);

-- The unit of the register that a text names, by its code, by its whole name, or by both; null where none or several
-- have it. Names that differ by case, width, blanks and punctuation alone are the same.
create function unit_named(typed text) returns uuid language plpgsql stable as $$
declare
  plain  text;
  code   text;
  rest   text;
  units  uuid[];
begin
  if length(typed) > 200 then
    return null;
  end if;
  plain := upper(normalize(typed, NFKC));
  code := (regexp_match(plain, '(?:^|[^0-9A-Z])([0-9A-Z]{18})(?:[^0-9A-Z]|$)'))[1];
  if code is null then
    rest := folded_app_name(typed);
    if rest = '' then
      return null;
    end if;
    select array_agg(id) into units
      from (select id from organization where folded_name = rest collate "C" limit 2) two;
  else
    rest := folded_app_name(replace(plain, code, ''));
    select array_agg(id) into units
      from (select id from organization
             where credit_code = code and (rest = '' or folded_name = rest collate "C") limit 2) two;
  end if;
  return case when cardinality(units) = 1 then units[1] end;
end $$;

alter table app add column users_version integer not null default 0;  -- one more with each act on the list
alter table app add column users_more integer not null default 0;     -- names of the filing beyond those kept here
alter table app add column users_edited boolean not null default false; -- on its page, since the latest filing

create table app_using_unit (
  id              bigint generated always as identity primary key,
  app_id          uuid not null references app (id),
  organization_id uuid references organization (id),  -- null: no unit of the register, or several, have the name
  name            text not null,                      -- as it was typed or chosen
  folded_name     text collate "C" not null generated always as (folded_app_name(name)) stored,
  source          text not null constraint app_using_unit_source_known check (source in ('FILING', 'PAGE')),
  line            text not null default '',           -- of the list of the filing, in which it stood
  person_id       uuid references user_account (id),  -- the handler who said so
  since           timestamptz not null
);
create unique index app_using_unit_once on app_using_unit (app_id, organization_id)
  where organization_id is not null;
create unique index app_using_unit_text_once on app_using_unit (app_id, folded_name) where organization_id is null;
create index app_using_unit_of_app on app_using_unit (app_id, id);
create index app_using_unit_of_unit on app_using_unit (organization_id, id) where organization_id is not null;

-- What filed apps say already: the first 200 names of each list.
create temporary table listed on commit drop as
  select r.app_id, r.application_id, btrim(one.line) as line, one.place,
         one.place <= 200 and unit_named(btrim(one.line)) is not null as whole
    from (select distinct on (app_id) app_id, application_id from filing_record order by app_id, place desc) r
    join answer a on a.application_id = r.application_id and a.field = 'app.userUnits' and a.item = ''
   cross join lateral regexp_split_to_table(left(a.value, 100000), '[\r\n]+') with ordinality as one (line, place)
   where btrim(one.line) <> '';
create temporary table parts on commit drop as
  select l.app_id, l.application_id, l.line, btrim(p.part) as name,
         row_number() over (partition by l.app_id order by l.place, p.number) as at
    from listed l
   cross join lateral regexp_split_to_table(l.line, case when l.whole then '\n' else '[、，,；;]' end) with ordinality
     as p (part, number)
   where btrim(p.part) <> '';
insert into app_using_unit (app_id, organization_id, name, source, line, person_id, since)
select p.app_id, unit_named(p.name), case when length(p.name) > 200 then left(p.name, 199) || '…' else p.name end,
       'FILING', case when length(p.line) > 200 then left(p.line, 199) || '…' else p.line end, f.handler_id,
       coalesce((select max(v.at) from filing_revision v
                  where v.application_id = p.application_id and v.event in ('FILED', 'CHANGED', 'CHANGED_MAJOR')), now())
  from parts p left join application f on f.id = p.application_id
 where p.at <= 200
 order by p.app_id, p.at
on conflict do nothing;
update app set users_more = l.more
  from (select app_id, count(*) - 200 as more from parts group by app_id having count(*) > 200) l where l.app_id = id;

-- A merge of entries moves the units that use an app, too.
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
         ('app', 'app_identity', 'app_claim', 'app_merge', 'app_using_unit', 'application', 'inventory_entry')
  loop
    execute format('select exists (select 1 from %s where %I = $1)', one.holder, one.reference)
      into held using of;
    if held then
      return true;
    end if;
  end loop;
  return false;
end $$;
