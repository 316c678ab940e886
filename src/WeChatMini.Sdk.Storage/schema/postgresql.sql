-- Sessions, shared access tokens and the record of logins of WeChatMini.Sdk.Storage on PostgreSQL 12 or later. May be run again at any time, also by two processes at once.
-- All times are milliseconds since 1970 UTC.

BEGIN;

-- IF NOT EXISTS does not keep two processes from creating the same table: the second one waits here.
SELECT pg_advisory_xact_lock(8606216600190023020);

-- One row per user of a mini-program.
CREATE TABLE IF NOT EXISTS wechat_users (
    handle             bytea  NOT NULL PRIMARY KEY, -- 16 bytes, a hash
    epoch              bigint NOT NULL,             -- goes up to end all sessions of the user
    key_current        bytea  NOT NULL,             -- WeChat's session_key, encrypted
    key_current_at     bigint NOT NULL,
    key_previous       bytea,
    key_previous_at    bigint NOT NULL,
    key_previous_until bigint NOT NULL,
    ends_at            bigint NOT NULL              -- no session ends later; 0 once all were ended
);

CREATE INDEX IF NOT EXISTS wechat_users_by_end ON wechat_users (ends_at);

-- One row per device, alive while its epoch is the user's and the time is before both of its ends.
CREATE TABLE IF NOT EXISTS wechat_sessions (
    handle         bytea  NOT NULL,
    token          bytea  NOT NULL, -- 32 bytes, a hash
    previous_token bytea,           -- the hash before the last rotation
    previous_until bigint NOT NULL,
    epoch          bigint NOT NULL,
    created_at     bigint NOT NULL,
    seen_at        bigint NOT NULL,
    idle_ends_at   bigint NOT NULL, -- never later than ends_at
    ends_at        bigint NOT NULL,
    data           bytea  NOT NULL,
    PRIMARY KEY (handle, token)
);

CREATE INDEX IF NOT EXISTS wechat_sessions_by_end ON wechat_sessions (idle_ends_at);

-- One row per mini-program and kind of token: what the instances of the application share, and which of them may fetch.
CREATE TABLE IF NOT EXISTS wechat_tokens (
    id          varchar(200) NOT NULL PRIMARY KEY,
    entry       bytea,           -- encrypted; null before the first one
    expires_at  bigint       NOT NULL,
    lease_owner varchar(64),     -- a random name
    lease_until bigint       NOT NULL
);

-- One row per login, where the application keeps a record of them. Rows go when the application removes them.
CREATE TABLE IF NOT EXISTS wechat_logins (
    id          bytea        NOT NULL PRIMARY KEY, -- 16 bytes, a UUID of version 7
    at          bigint       NOT NULL,
    app         varchar(200) NOT NULL,             -- the name in the application's configuration
    app_id      varchar(64)  NOT NULL,
    outcome     varchar(32)  NOT NULL,             -- ok, or why not
    errcode     bigint,                            -- WeChat's
    rid         varchar(128),                      -- WeChat's
    masked_user varchar(16)                        -- the beginning of the openid; null when nobody was known
);

CREATE INDEX IF NOT EXISTS wechat_logins_by_time ON wechat_logins (at);

COMMIT;
