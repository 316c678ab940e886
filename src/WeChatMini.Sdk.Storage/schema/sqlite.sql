-- Sessions, shared access tokens and the record of logins of WeChatMini.Sdk.Storage on SQLite 3.35 or later. May be run again at any time, also by two processes at once.
-- All times are milliseconds since 1970 UTC.

-- A property of the file: readers and a writer do not hold each other up.
PRAGMA journal_mode = WAL;

BEGIN IMMEDIATE;

-- One row per user of a mini-program.
CREATE TABLE IF NOT EXISTS wechat_users (
    handle             BLOB   NOT NULL PRIMARY KEY, -- 16 bytes, a hash
    epoch              BIGINT NOT NULL,             -- goes up to end all sessions of the user
    key_current        BLOB   NOT NULL,             -- WeChat's session_key, encrypted
    key_current_at     BIGINT NOT NULL,
    key_previous       BLOB,
    key_previous_at    BIGINT NOT NULL,
    key_previous_until BIGINT NOT NULL,
    ends_at            BIGINT NOT NULL              -- no session ends later; 0 once all were ended
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS wechat_users_by_end ON wechat_users (ends_at);

-- One row per device, alive while its epoch is the user's and the time is before both of its ends.
CREATE TABLE IF NOT EXISTS wechat_sessions (
    handle         BLOB   NOT NULL,
    token          BLOB   NOT NULL, -- 32 bytes, a hash
    previous_token BLOB,            -- the hash before the last rotation
    previous_until BIGINT NOT NULL,
    epoch          BIGINT NOT NULL,
    created_at     BIGINT NOT NULL,
    seen_at        BIGINT NOT NULL,
    idle_ends_at   BIGINT NOT NULL, -- never later than ends_at
    ends_at        BIGINT NOT NULL,
    data           BLOB   NOT NULL,
    PRIMARY KEY (handle, token)
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS wechat_sessions_by_end ON wechat_sessions (idle_ends_at);

-- One row per mini-program and kind of token: what the instances of the application share, and which of them may fetch.
CREATE TABLE IF NOT EXISTS wechat_tokens (
    id          TEXT   NOT NULL PRIMARY KEY,
    entry       BLOB,            -- encrypted; null before the first one
    expires_at  BIGINT NOT NULL,
    lease_owner TEXT,            -- a random name
    lease_until BIGINT NOT NULL
) WITHOUT ROWID;

-- One row per login, where the application keeps a record of them. Rows go when the application removes them.
CREATE TABLE IF NOT EXISTS wechat_logins (
    id          BLOB   NOT NULL PRIMARY KEY, -- 16 bytes, a UUID of version 7
    at          BIGINT NOT NULL,
    app         TEXT   NOT NULL,             -- the name in the application's configuration
    app_id      TEXT   NOT NULL,
    outcome     TEXT   NOT NULL,             -- ok, or why not
    errcode     BIGINT,                      -- WeChat's
    rid         TEXT,                        -- WeChat's
    masked_user TEXT                         -- the beginning of the openid; null when nobody was known
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS wechat_logins_by_time ON wechat_logins (at);

COMMIT;
