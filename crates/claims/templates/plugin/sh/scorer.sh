# {{summary}}.
# The patterns fit the JSON that claims writes; a quotation mark inside a text is escaped there, so no text fits them.

# How many claims that were not withdrawn speak to claim $1 of case $2 with stance $3.
voices() {
    count=0 rest=$2 link="\",\"to\":{\"claim\":\"$1\"},\"stance\":\"$3\""
    while case $rest in *"$link"*) true ;; *) false ;; esac; do
        from=${rest%%"$link"*} && from=${from##*\"} && rest=${rest#*"$link"}
        status=${2#*"\"key\":\"$from\""} && status=${status#*'"status":"'}
        case $status in withdrawn\"*) ;; *) count=$((count + 1)) ;; esac
    done
}

# The scores of case $1.
score() {
    keys=${1%%]*} scores=
    while case $keys in *\"*) true ;; *) false ;; esac; do
        keys=${keys#*\"} && key=${keys%%\"*} && keys=${keys#*\"}
        handle=${1%%"\",\"key\":\"$key\""*} && handle=${handle##*\"}
        voices "$key" "$1" supports && pro=$count
        voices "$key" "$1" rebuts && con=$count
        value=$(((1 + pro) * 1000000 / (2 + pro + con)))
        while [ ${#value} -lt 6 ]; do value=0$value; done
        scores="$scores,{\"claim\":\"$handle\",\"value\":0.$value}"
    done
    scores="[${scores#,}]"
}

read -r greeting
echo '{"claims":"plugin protocol","protocols":[1],"name":"{{name}}"}'
while read -r asked; do
    id=${asked#*'"id":'} all=
    while case $asked in *'"subjects":['*) true ;; *) false ;; esac; do
        asked=${asked#*'"subjects":['}
        score "${asked%%'"subjects":['*}" && all="$all,$scores"
    done
    echo "{\"id\":${id%%,*},\"scores\":[${all#,}]}"
done
