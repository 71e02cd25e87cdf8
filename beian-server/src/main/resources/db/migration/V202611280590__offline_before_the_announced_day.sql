-- Why an app went offline before the last day that was announced; empty where it did not.
alter table ending_case add column early_reason text not null default '';
