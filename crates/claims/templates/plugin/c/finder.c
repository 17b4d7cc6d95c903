/* {{summary}}. */
#include <string.h>
#include "claims.h"

static int is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Suggests what stands from start to end, without the space around it, if there is a digit in it. */
static int32_t look(const claims_host *host, claims_sink *sink, const char *text, size_t start, size_t end) {
    const claims_str absent = {NULL, 0};
    int digits = 0;
    while (start < end && is_space(text[start])) start++;
    while (start < end && is_space(text[end - 1])) end--;
    for (size_t i = start; i < end; i++) digits |= text[i] >= '0' && text[i] <= '9';
    return digits ? host->suggest(sink, start, end, absent, absent, 0.5) : 0;
}

static claims_status find(const claims_host *host, const claims_case *c, claims_sink *sink, claims_str text) {
    size_t start = 0;
    (void)c;
    for (size_t i = 0; i < text.len; i++) {
        /* A sentence ends with a line, or with a mark and a space. */
        int marked = i > 0 && memchr(".!?", text.ptr[i - 1], 3) != NULL;
        if (text.ptr[i] != '\n' && !(marked && is_space(text.ptr[i])) && i + 1 < text.len) continue;
        if (look(host, sink, text.ptr, start, i + 1) != 0) return CLAIMS_FAILED;
        start = i + 1;
    }
    return CLAIMS_DONE;
}

static const claims_finder finder = {find};

static const void *kind(const char *id) {
    return strcmp(id, CLAIMS_FINDER) == 0 ? &finder : NULL;
}

CLAIMS_EXPORT const claims_plugin claims_plugin_v1_{{name}} = {
    sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0,
    CLAIMS_STR("{{name}}"), CLAIMS_STR("0.1.0"), CLAIMS_STR("{{summary}}"), kind,
};
