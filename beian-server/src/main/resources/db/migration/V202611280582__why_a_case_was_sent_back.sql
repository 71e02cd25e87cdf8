-- Why a case was sent back, as far as a row has room for it; empty in any other state.
alter table work_item add column said text not null default '' check (char_length(said) <= 200);
