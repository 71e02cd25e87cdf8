-- independentDevelopment.lowestLevel becomes independentDevelopment, each value with its history.
-- What has no counterpart is set aside, for a person to enter anew.

create table retired_policy_value (
  id         bigint primary key,
  key        text not null,
  value      text not null,
  source     text not null,
  verified   boolean not null,
  since      date not null,
  entered_by text not null,
  entered_at timestamptz not null,
  retired_at timestamptz not null
);

insert into retired_policy_value
  select id, key, value, source, verified, since, entered_by, entered_at, now()
  from policy_value
  where key = 'independentDevelopment.lowestLevel' and value not in ('prefecture', 'county');

delete from policy_value
  where key = 'independentDevelopment.lowestLevel' and value not in ('prefecture', 'county');

update policy_value
  set key = 'independentDevelopment',
      value = case value when 'prefecture' then 'county-refused' else 'below-county-only' end
  where key = 'independentDevelopment.lowestLevel';
