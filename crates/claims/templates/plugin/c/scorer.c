/* {{summary}}. */
#include <string.h>
#include "claims.h"

/* How many claims that were not withdrawn speak to this one with a stance. */
static double voices(const claims_host *host, const claims_case *c, uint32_t claim, const char *stance) {
    claims_rows links = host->rows(c, CLAIMS_TABLE_CLAIM, claim, CLAIMS_ROWS_LINKS_IN);
    double count = 0;
    for (size_t i = 0; i < links.len; i++) {
        claims_rows from = host->rows(c, CLAIMS_TABLE_LINK, links.ptr[i], CLAIMS_ROWS_FROM);
        claims_str word = host->text(c, CLAIMS_TABLE_LINK, links.ptr[i], CLAIMS_FIELD_STANCE);
        if (from.len != 1 || word.len != strlen(stance) || memcmp(word.ptr, stance, word.len) != 0) continue;
        claims_str status = host->text(c, CLAIMS_TABLE_CLAIM, from.ptr[0], CLAIMS_FIELD_STATUS);
        count += status.len != 9 || memcmp(status.ptr, "withdrawn", 9) != 0;
    }
    return count;
}

static claims_status score(const claims_host *host, const claims_case *c, claims_sink *sink) {
    claims_rows subjects = host->rows(c, CLAIMS_TABLE_CASE, 0, CLAIMS_ROWS_SUBJECTS);
    for (size_t i = 0; i < subjects.len; i++) {
        double pro = voices(host, c, subjects.ptr[i], "supports");
        double con = voices(host, c, subjects.ptr[i], "rebuts");
        if (host->score(sink, subjects.ptr[i], 1, (1 + pro) / (2 + pro + con), 0, 0) != 0) return CLAIMS_FAILED;
    }
    return CLAIMS_DONE;
}

static const claims_scorer scorer = {score};

static const void *kind(const char *id) {
    return strcmp(id, CLAIMS_SCORER) == 0 ? &scorer : NULL;
}

CLAIMS_EXPORT const claims_plugin claims_plugin_v1_{{name}} = {
    sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0,
    CLAIMS_STR("{{name}}"), CLAIMS_STR("0.1.0"), CLAIMS_STR("{{summary}}"), kind,
};
