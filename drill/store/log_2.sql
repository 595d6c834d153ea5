-- Format 2: reviews beside the attempts, events of cards too, and what is computed from both.

-- The truth, append-only. Order of replay is (ts_ms, uuid), never seq: a merge must not matter.
create table review (
  seq       integer primary key,
  uuid      text    not null unique,         -- of the attempt, for a coding problem
  item      text    not null,                -- the id of a card, or code:problem
  ts_ms     integer not null,
  tz_min    integer not null,
  day       integer not null,                -- study day, frozen when it was written
  rating    integer not null check (rating between 1 and 4),
  origin    text    not null check (origin in ('card', 'code', 'cram', 'import')),
  judge     text    not null check (judge in ('self', 'auto', 'override', 'import')),
  digest    text    not null default '',
  session   text    not null default '',
  score     real,                            -- the program's own, before anybody changed it
  hints     integer not null default 0,
  reveal_ms integer,
  total_ms  integer,
  typed     text,
  grade     text,                            -- JSON
  predicted real,                            -- recall expected just before
  due_day   integer,                         -- chosen just after
  model     text    not null default ''
) strict;
create index review_of_item on review (item, ts_ms, uuid);

create table happened (
  seq     integer primary key,
  uuid    text    not null unique,
  item    text    not null,
  ts_ms   integer not null,
  kind    text    not null check (kind in ('hint', 'gave-up', 'void', 'suspend', 'unsuspend',
                                           'bury', 'flag', 'unflag', 'wording', 'plan')),
  target  text,
  payload text    not null default ''
) strict;
insert into happened (uuid, item, ts_ms, kind) select uuid, 'code:' || problem, ts_ms, kind from event;
drop table event;
alter table happened rename to event;
create index event_of_item on event (item, ts_ms);
create index event_of_target on event (target) where target is not null;
create index event_of_kind on event (kind, ts_ms);

create trigger review_stays  before update on review begin select raise(abort, 'append-only'); end;
create trigger review_stays_ before delete on review begin select raise(abort, 'append-only'); end;
create trigger event_stays   before update on event  begin select raise(abort, 'append-only'); end;
create trigger event_stays_  before delete on event  begin select raise(abort, 'append-only'); end;

create view live_review as select * from review where not exists
  (select 1 from event where kind = 'void' and target = review.uuid);
create view live_event as select * from event where kind != 'void' and not exists
  (select 1 from event as void where void.kind = 'void' and void.target = event.uuid);

-- Attempts from before there were reviews: accepted at once is Good, later or with hints Hard.
insert into review (uuid, item, ts_ms, tz_min, day, rating, origin, judge, hints)
  select uuid, 'code:' || problem, ts_ms, tz_min, (ts_ms + tz_min * 60000 - 14400000) / 86400000,
         case when verdict != 'accepted' then 1 when hints > 0 then 2 else 3 end,
         'code', 'auto', hints
  from attempt;

-- A cache: computed from the log, thrown away and made again at will.
create table memory (
  item       text    primary key,
  stability  real    not null,
  difficulty real    not null,
  first_day  integer not null,
  last_day   integer not null,
  due_day    integer not null,
  reps       integer not null,
  lapses     integer not null,
  rating     integer not null,
  before     text,                           -- JSON, of a coding problem
  last_ts    integer not null,
  last_uuid  text    not null
) strict, without rowid;
create index memory_due on memory (due_day);

create table mark (
  item      text    primary key,
  suspended integer not null default 0,
  buried    integer not null default 0,      -- hidden until this study day
  flagged   integer not null default 0
) strict, without rowid;

create table day (
  day          integer primary key,
  reviews      integer not null default 0,
  cards        integer not null default 0,
  code         integer not null default 0,
  cram         integer not null default 0,
  ms           integer not null default 0,
  learned      integer not null default 0,
  young        integer not null default 0,
  young_right  integer not null default 0,
  mature       integer not null default 0,
  mature_right integer not null default 0
) strict;

-- How many items wait on a study day though they were due before it, as changes from day to day:
-- the sum up to a day. Only waits that have ended; the others stand in `memory`.
create table waiting (
  day    integer primary key,
  change integer not null default 0
) strict;

create table calibration (
  bin       integer primary key,             -- twentieths of predicted recall
  n         integer not null default 0,
  right     integer not null default 0,
  predicted integer not null default 0,      -- their sum, in millionths
  loss      integer not null default 0       -- log loss in nats, the sum, in millionths
) strict;

create table solved (
  problem  text    primary key,
  attempts integer not null,
  best     integer not null,
  verdict  text    not null,                 -- of the last attempt
  tries    integer,                          -- until the first accepted attempt, which is one
  ms       integer,                          -- from the first attempt to that
  mistakes text    not null                  -- JSON: how often each
) strict, without rowid;

create table cache (key text primary key, value text not null) strict;
