-- Why a review was extended; those of before were extended because the case was complex (R-14).

alter table application_event add column ground text
  check (ground in ('COMPLEX', 'MATERIAL_TO_BE_SUPPLEMENTED'));
