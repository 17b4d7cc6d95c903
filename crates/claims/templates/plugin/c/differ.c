/* {{summary}}. */
#include <string.h>
#include "claims.h"

/* Whether a character starts here, or the text ends; positions never cut one. */
static int is_edge(claims_str text, size_t at) {
    return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static claims_status diff(const claims_host *host, const claims_case *c, claims_sink *sink, claims_str old_text,
                          claims_str new_text) {
    size_t at = 0;
    (void)c;
    while (at < old_text.len && at < new_text.len && old_text.ptr[at] == new_text.ptr[at]) at++;
    while (!is_edge(old_text, at) || !is_edge(new_text, at)) at--;
    if (host->hunk(sink, CLAIMS_HUNK_SAME, 0, at, 0, at) != 0) return CLAIMS_FAILED;
    if (host->hunk(sink, 0, at, old_text.len, at, new_text.len) != 0) return CLAIMS_FAILED;
    return CLAIMS_DONE;
}

static const claims_differ differ = {diff};

static const void *kind(const char *id) {
    return strcmp(id, CLAIMS_DIFFER) == 0 ? &differ : NULL;
}

CLAIMS_EXPORT const claims_plugin claims_plugin_v1_{{name}} = {
    sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0,
    CLAIMS_STR("{{name}}"), CLAIMS_STR("0.1.0"), CLAIMS_STR("{{summary}}"), kind,
};
