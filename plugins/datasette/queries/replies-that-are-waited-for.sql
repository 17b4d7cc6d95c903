-- Replies that are waited for
-- Whom the desk asked about a claim, and who has not answered.
SELECT v_replies.handle, v_replies.claim, v_replies.party_name, v_replies.through, v_replies.asked, v_replies.due,
    v_claims.text
FROM v_replies
JOIN v_claims ON v_claims.handle = v_replies.claim
WHERE v_replies.state = 'waiting'
ORDER BY v_replies.due, v_replies.number
