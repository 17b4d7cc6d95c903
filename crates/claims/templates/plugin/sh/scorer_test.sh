# Tests what the plugin answers; claims is not needed for it: sh test.sh
# The options are those of plugin.toml with their defaults, as claims gives them.
cd "$(dirname "$0")" || exit

claims='{"handle":"c1","key":"k1","text":"A \"key\"","status":"checking"},{"handle":"c2","key":"k2","text":"B","status":"noted"},{"handle":"c3","key":"k3","text":"C","status":"withdrawn"}'
links='{"handle":"l1","key":"k4","from":"k2","to":{"claim":"k1"},"stance":"rebuts"},{"handle":"l2","key":"k5","from":"k3","to":{"claim":"k1"},"stance":"rebuts"}'
case='{"subjects":["k1","k2"],"claims":['$claims'],"links":['$links']}'
asked='{"claims":"plugin protocol","protocols":[1]}
{"id":1,"options":{"prior":"0.5"},"call":"score","cases":['$case','$case']}'
scores='[{"claim":"c1","value":0.333333},{"claim":"c2","value":0.500000}]'
expected='{"claims":"plugin protocol","protocols":[1],"name":"{{name}}"}
{"id":1,"scores":['$scores','$scores']}'

answered=$(printf '%s\n' "$asked" | sh plugin.sh)
if [ "$answered" = "$expected" ]; then
    echo ok
else
    printf 'expected: %s\nanswered: %s\n' "$expected" "$answered"
    exit 1
fi
