/* {{summary}}. */
#include <string.h>
#include "claims.h"

static int32_t put(const claims_host *host, claims_sink *sink, const char *bytes, size_t len) {
    return host->write(sink, (const uint8_t *)bytes, len);
}

static claims_status write_out(const claims_host *host, const claims_case *c, claims_sink *sink) {
    claims_rows subjects = host->rows(c, CLAIMS_TABLE_CASE, 0, CLAIMS_ROWS_SUBJECTS);
    for (size_t i = 0; i < subjects.len; i++) {
        claims_str handle = host->text(c, CLAIMS_TABLE_CLAIM, subjects.ptr[i], CLAIMS_FIELD_HANDLE);
        claims_str wording = host->text(c, CLAIMS_TABLE_CLAIM, subjects.ptr[i], CLAIMS_FIELD_TEXT);
        if (put(host, sink, "- ", 2) != 0 || put(host, sink, handle.ptr, handle.len) != 0 ||
            put(host, sink, ": ", 2) != 0 || put(host, sink, wording.ptr, wording.len) != 0 ||
            put(host, sink, "\n", 1) != 0)
            return CLAIMS_FAILED;
    }
    return CLAIMS_DONE;
}

static const claims_exporter exporter = {write_out};

static const void *kind(const char *id) {
    return strcmp(id, CLAIMS_EXPORTER) == 0 ? &exporter : NULL;
}

CLAIMS_EXPORT const claims_plugin claims_plugin_v1_{{name}} = {
    sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0,
    CLAIMS_STR("{{name}}"), CLAIMS_STR("0.1.0"), CLAIMS_STR("{{summary}}"), kind,
};
