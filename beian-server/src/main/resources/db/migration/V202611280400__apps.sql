-- An app of a unit, filed or not: what applications and records are of.
create table app (
  id         uuid primary key,
  owner_id   uuid,                              -- its unit; null while nobody knows it
  form       text not null check (form in
    ('APP', 'MINI_PROGRAM', 'QUICK_APP', 'WEB', 'PUBLIC_ACCOUNT', 'CHAT_GROUP')),
  name       text not null default '',          -- as far as it is known
  state      text not null check (state in ('UNFILED', 'OVERDUE', 'FILED', 'RECTIFYING',
    'SHUTTING_DOWN', 'DEREGISTERED', 'REVOKED')),
  created_at timestamptz not null
);
create index app_of_owner on app (owner_id, created_at);

-- Names of its packages by platform, as far as a record or an inventory names them.
create table app_identity (
  app_id   uuid not null references app (id) on delete cascade,
  platform text not null,
  identity text not null check (identity <> ''),
  primary key (app_id, platform, identity)
);
create index app_identity_of on app_identity (identity);

-- Applications of one unit and form that hold a package of one name are of one app.
create temporary table joined on commit drop as
  select id as application_id, id as app_id, organization_id, form from application;
create temporary table named on commit drop as
  select distinct application_id, identity from application_package where identity <> '';
create index on named (identity);
create index on joined (application_id);
do $$
declare
  moved integer;
begin
  loop
    update joined j set app_id = least.app_id
      from (select mine.application_id, min(other.app_id::text)::uuid as app_id
              from joined mine
              join named p on p.application_id = mine.application_id
              join named q on q.identity = p.identity
              join joined other on other.application_id = q.application_id
                and other.organization_id = mine.organization_id and other.form = mine.form
             group by mine.application_id) least
     where least.application_id = j.application_id and least.app_id < j.app_id;
    get diagnostics moved = row_count;
    exit when moved = 0;
  end loop;
end $$;

-- an app has an id of its own
create temporary table given on commit drop as
  select app_id, gen_random_uuid() as id from (select distinct app_id from joined) one;
update joined j set app_id = g.id from given g where g.app_id = j.app_id;

insert into app (id, owner_id, form, name, state, created_at)
select g.app_id, min(a.organization_id::text)::uuid, min(a.form),
       coalesce((array_agg(coalesce(r.app_name, a.app_name)
                    order by r.place desc nulls last, a.updated_at desc)
                   filter (where coalesce(r.app_name, a.app_name) <> ''))[1], ''),
       coalesce((array_agg(r.state order by r.place desc) filter (where r.state is not null))[1],
                'UNFILED'),
       min(a.created_at)
  from joined g
  join application a on a.id = g.application_id
  left join filing_record r on r.application_id = a.id
 group by g.app_id;

alter table application add column app_id uuid references app (id);
update application a set app_id = j.app_id from joined j where j.application_id = a.id;
alter table application alter column app_id set not null;
create index application_of_app on application (app_id, created_at);

-- A record rests on the application that was accepted last; each revision names its own.
alter table filing_record add column app_id uuid references app (id);
update filing_record r set app_id = a.app_id from application a where a.id = r.application_id;
insert into app (id, owner_id, form, name, state, created_at)
select r.application_id, r.organization_id,
       case r.kind when 'A' then 'APP' when 'X' then 'MINI_PROGRAM' when 'K' then 'QUICK_APP'
         else 'WEB' end,
       r.app_name, r.state, r.filed_on
  from filing_record r where r.app_id is null;
update filing_record set app_id = application_id where app_id is null;
alter table filing_record alter column app_id set not null;
create index filing_record_of_app on filing_record (app_id, place);
insert into app_identity (app_id, platform, identity)
select distinct r.app_id, p.platform, p.package_id
  from filing_record r join filing_package p on p.number = r.number where p.package_id <> '';
alter table filing_revision add column application_id uuid;
update filing_revision v set application_id = r.application_id
  from filing_record r where r.number = v.number and v.event in ('FILED', 'LAUNCH_BUILD');
