-- What is told of a rule group counts its advice apart, and an exemption carries the title of its rule.
-- Records of before are looked at by a job: outcomes_version 1 has to be computed anew, 2 is right.
alter table filing_record add column outcomes_version smallint not null default 1;
alter table filing_record alter column outcomes_version set default 2;
create index filing_record_outcomes on filing_record (number) where outcomes_version < 2;

update filing_record set summary = jsonb_set(jsonb_set(summary::jsonb,
    '{outcomes}', coalesce((select jsonb_agg(one || '{"advice":0}' order by place)
                              from jsonb_array_elements(summary::jsonb -> 'outcomes') with ordinality as o (one, place)), '[]')),
    '{exemptions}', coalesce((select jsonb_agg(one || '{"title":{}}' order by place)
                                from jsonb_array_elements(summary::jsonb -> 'exemptions') with ordinality as e (one, place)), '[]'))::text;
