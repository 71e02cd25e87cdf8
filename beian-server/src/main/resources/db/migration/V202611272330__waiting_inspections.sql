-- Units take turns: who is being served and who waits is asked before each reading.
create index inspection_waiting on inspection (status) where status in ('QUEUED', 'RUNNING');
