/* {{summary}}. */
#include <stdio.h>
#include <string.h>
#include "claims.h"

/* What stands between two places, without the space around it. */
static claims_str trimmed(const char *start, const char *end) {
    while (start < end && memchr(" \t\r", *start, 3)) start++;
    while (start < end && memchr(" \t\r", end[-1], 3)) end--;
    return (claims_str){start, (size_t)(end - start)};
}

static int32_t draft(const claims_host *host, claims_sink *sink, claims_str who, claims_str what) {
    uint32_t claim = host->draft(sink, CLAIMS_TABLE_CLAIM);
    uint32_t claimant = host->draft(sink, CLAIMS_TABLE_CLAIMANT);
    uint32_t party = host->draft(sink, CLAIMS_TABLE_PARTY);
    host->draft_text(sink, CLAIMS_TABLE_CLAIM, claim, CLAIMS_FIELD_TEXT, what);
    host->draft_text(sink, CLAIMS_TABLE_PARTY, party, CLAIMS_FIELD_NAME, who);
    host->draft_relate(sink, CLAIMS_TABLE_CLAIM, claim, CLAIMS_ROWS_CLAIMANTS, claimant);
    /* After one refusal all is refused, so the last answer tells. */
    return host->draft_relate(sink, CLAIMS_TABLE_CLAIMANT, claimant, CLAIMS_ROWS_PARTY, party);
}

static claims_status read_in(const claims_host *host, const claims_case *c, claims_sink *sink, claims_bytes bytes) {
    const char *at = (const char *)bytes.ptr, *end = at + bytes.len, *stop;
    (void)c;
    for (int number = 1; at < end; number++, at = stop + (stop < end)) {
        stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL) stop = end;
        claims_str line = trimmed(at, stop);
        size_t colon = 0;
        while (colon + 1 < line.len && memcmp(line.ptr + colon, ": ", 2) != 0) colon++;
        if (line.len == 0) continue;
        if (colon == 0 || colon + 1 >= line.len) {
            char why[40];
            int len = snprintf(why, sizeof why, "line %d names nobody", number);
            host->fail(sink, (claims_str){why, (size_t)len});
            return CLAIMS_FAILED;
        }
        claims_str who = trimmed(line.ptr, line.ptr + colon);
        claims_str what = trimmed(line.ptr + colon + 1, line.ptr + line.len);
        if (draft(host, sink, who, what) != 0) return CLAIMS_FAILED;
    }
    return CLAIMS_DONE;
}

static const claims_importer importer = {read_in};

static const void *kind(const char *id) {
    return strcmp(id, CLAIMS_IMPORTER) == 0 ? &importer : NULL;
}

CLAIMS_EXPORT const claims_plugin claims_plugin_v1_{{name}} = {
    sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0,
    CLAIMS_STR("{{name}}"), CLAIMS_STR("0.1.0"), CLAIMS_STR("{{summary}}"), kind,
};
