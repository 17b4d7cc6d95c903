# {{summary}}.
# A question is read by its quotation marks: between two stands a string, and one with \ before it belongs to it.
set -f

# Takes up $string, the value of the member $name.
take() {
    case $name in
    subjects) subjects="$subjects $string" ;;
    handle) handle=$string ;;
    key) key=$string ;;
    status)
        claims="$claims $key:$handle"
        [ "$string" != withdrawn ] || gone="$gone $key"
        ;;
    from) from=$string ;;
    claim) to=$string ;;
    link) to= ;;
    stance) links="$links $string:$to:$from" ;;
    esac
}

# Scores the case that was taken up, and makes room for the next.
score() {
    scores=
    for subject in $subjects; do
        pro=0 con=0
        for link in $links; do
            case "$gone " in *" ${link##*:} "*) continue ;; esac
            case $link in
            supports:"$subject":*) pro=$((pro + 1)) ;;
            rebuts:"$subject":*) con=$((con + 1)) ;;
            esac
        done
        value=$(((1 + pro) * 1000000 / (2 + pro + con)))
        while [ ${#value} -lt 6 ]; do value=0$value; done
        for claim in $claims; do
            case $claim in "$subject":*) scores="$scores,{\"claim\":\"${claim#*:}\",\"value\":0.$value}" ;; esac
        done
    done
    all="$all,[${scores#,}]" subjects= claims= links= gone=
}

read -r greeting
echo '{"claims":"plugin protocol","protocols":[1],"name":"{{name}}"}'
while read -r asked; do
    case $asked in '{"id":'*'"call":"score"'*) ;; *) echo "no question for a scorer" >&2 && exit 1 ;; esac
    id=${asked#*:} all= string= name= inside= open=
    IFS='"'
    for piece in $asked; do
        IFS=' '
        if [ "$inside" ]; then
            string=$string$piece
            while case $piece in *'\\') ;; *) false ;; esac; do piece=${piece%??}; done
            case $piece in *'\') string="$string\"" ;; *) inside= ;; esac
            continue
        fi
        case $piece in :*) name=$string ;; *) take ;; esac
        case $open$name$piece in
        subjects:*) open=yes ;;
        yessubjects:*) score ;;
        esac
        inside=yes string=
    done
    [ -z "$open" ] || score
    echo "{\"id\":${id%%,*},\"scores\":[${all#,}]}"
done
