-- Sessions, shared access tokens and the record of logins of WeChatMini.Sdk.Storage on MySQL 5.7 or later and MariaDB 10.3 or later. May be run again at any
-- time, also by two processes at once. These engines commit after each table; what is missing after a failure is made by the next run.
-- All times are milliseconds since 1970 UTC.

-- One row per user of a mini-program.
CREATE TABLE IF NOT EXISTS wechat_users (
    handle             BINARY(16)     NOT NULL PRIMARY KEY, -- a hash
    epoch              BIGINT         NOT NULL,             -- goes up to end all sessions of the user
    key_current        VARBINARY(255) NOT NULL,             -- WeChat's session_key, encrypted
    key_current_at     BIGINT         NOT NULL,
    key_previous       VARBINARY(255),
    key_previous_at    BIGINT         NOT NULL,
    key_previous_until BIGINT         NOT NULL,
    ends_at            BIGINT         NOT NULL,             -- no session ends later; 0 once all were ended
    KEY wechat_users_by_end (ends_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- One row per device, alive while its epoch is the user's and the time is before both of its ends. A row keeps its place for life, under the
-- token that it began with: one that moved when its token is renewed would be missed by a statement that waits for it at its old place.
CREATE TABLE IF NOT EXISTS wechat_sessions (
    handle         BINARY(16)      NOT NULL,
    first_token    BINARY(32)      NOT NULL,
    token          BINARY(32)      NOT NULL, -- a hash
    previous_token BINARY(32),               -- the hash before the last rotation
    previous_until BIGINT          NOT NULL,
    epoch          BIGINT          NOT NULL,
    created_at     BIGINT          NOT NULL,
    seen_at        BIGINT          NOT NULL,
    idle_ends_at   BIGINT          NOT NULL, -- never later than ends_at
    ends_at        BIGINT          NOT NULL,
    data           VARBINARY(16000) NOT NULL,
    PRIMARY KEY (handle, first_token),
    KEY wechat_sessions_by_end (idle_ends_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- One row per mini-program and kind of token: what the instances of the application share, and which of them may fetch.
CREATE TABLE IF NOT EXISTS wechat_tokens (
    id          VARCHAR(200)    NOT NULL PRIMARY KEY,
    entry       VARBINARY(4096),             -- encrypted; null before the first one
    expires_at  BIGINT          NOT NULL,
    lease_owner VARCHAR(64),                 -- a random name
    lease_until BIGINT          NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- One row per login, where the application keeps a record of them. Rows go when the application removes them.
CREATE TABLE IF NOT EXISTS wechat_logins (
    id          BINARY(16)   NOT NULL PRIMARY KEY, -- a UUID of version 7
    at          BIGINT       NOT NULL,
    app         VARCHAR(200) NOT NULL,             -- the name in the application's configuration
    app_id      VARCHAR(64)  NOT NULL,
    outcome     VARCHAR(32)  NOT NULL,             -- ok, or why not
    errcode     BIGINT,                            -- WeChat's
    rid         VARCHAR(128),                      -- WeChat's
    masked_user VARCHAR(16),                       -- the beginning of the openid; null when nobody was known
    KEY wechat_logins_by_time (at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
