//! Whether a drafted verdict is one that a claim has, one that was edited in place, or another; and which label is meant.
//! It knows no rule.

use claims_host::DraftVerdict;
use claims_model::{Filed, Verdict};

use crate::{
    failure::{Exit, Failure, Outcome},
    render::safe,
    settings::Settings,
    typed,
};

/// A verdict in a draft, beside those that the claim has.
pub(super) struct Decided<'a> {
    pub(super) told: &'a DraftVerdict,
    pub(super) known: &'a [Filed<Verdict>],
}

impl Decided<'_> {
    /// The verdict that was edited in place, if one was: it has the same time.
    pub(super) fn base(&self) -> Option<&Filed<Verdict>> {
        self.base_place().map(|place| &self.known[place])
    }

    fn base_place(&self) -> Option<usize> {
        let at = self.told.at?;
        let has_label = |one: &Verdict| self.told.label.as_ref() == Some(&one.label);
        let has_name = |one: &Verdict| self.told.name.as_ref() == Some(&one.name);
        // Several may have one time; what was left of the row tells them apart.
        let at_once: Vec<usize> = (0..self.known.len()).filter(|place| self.known[*place].at == at).collect();
        let last = |fits: &dyn Fn(&Verdict) -> bool| at_once.iter().rev().find(|place| fits(&self.known[**place]));
        let found = last(&|one| has_label(one) && has_name(one)).or_else(|| last(&has_label)).or(at_once.first());
        found.copied()
    }

    /// The label that is meant, as typed or as readers see it: where one of the two was changed, that one.
    pub(super) fn label(&self) -> Option<&str> {
        let (name, label) = (self.told.name.as_deref(), self.told.label.as_deref());
        match self.base() {
            Some(base) if name.is_none_or(|name| name == base.name) => label.or(name),
            _ => name.or(label),
        }
    }

    /// Whether a verdict says this already, be it the very one or one that was made of this draft before.
    ///
    /// # Errors
    /// When the very one has another number or another scale.
    pub(super) fn is_recorded(&self) -> Outcome<bool> {
        let told = self.told;
        let is_said = |told: &Option<String>, own: &str| typed::given(told.as_ref()).is_none_or(|told| told == own);
        let label = self.label().unwrap_or_default();
        let base = self.base_place();
        // What stood there before the one that was edited is not what it was edited to.
        for (place, verdict) in self.known.iter().enumerate().skip(base.unwrap_or_default()).rev() {
            let is_labelled = label == verdict.name || label == verdict.label;
            let is_signed = match base {
                Some(_) => true,
                None => is_said(&told.by, &verdict.by) && told.at.is_none_or(|at| at == verdict.at),
            };
            if !(is_labelled && is_signed && is_said(&told.because, &verdict.because)) {
                continue;
            }
            if base == Some(place) {
                self.stays(verdict)?;
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// # Errors
    /// When what follows from the label was changed, and the label was not.
    fn stays(&self, verdict: &Verdict) -> Outcome<()> {
        let told = self.told;
        if told.scale.as_ref().is_some_and(|scale| *scale != verdict.scale) {
            let what = format!("a verdict stays on its scale, {}", safe(&verdict.scale));
            return Err(
                Failure::new(Exit::Refused, what).hint("give another one: claims verdict CLAIM LABEL --scale …")
            );
        }
        if told.rating.is_some() && told.rating != verdict.rating {
            return Err(number(&verdict.name));
        }
        Ok(())
    }
}

/// A drafted verdict on a scale that the casebook has, as that scale has it: on the one that is named or, where neither a
/// scale nor who decided nor an address is, on the desk's own. `None` where it has no such label: then it is another
/// desk's, in that one's words.
///
/// # Errors
/// When it comes with another number than its label has there.
pub(super) fn on_scale(settings: &Settings, told: &DraftVerdict) -> Outcome<Option<DraftVerdict>> {
    let is_anonymous = told.by.is_none() && told.address.is_none();
    let named = told.scale.as_deref().or(is_anonymous.then_some(settings.verdicts.scale.as_str()));
    let Some(named) = named else { return Ok(None) };
    let scales = settings.scales();
    let Some(scale) = scales.iter().find(|scale| scale.name == named) else { return Ok(None) };
    let typed = [told.label.as_deref(), told.name.as_deref()];
    let Some(label) = typed.into_iter().flatten().find_map(|typed| scale.find(typed)) else { return Ok(None) };
    let rating = scale.rating(&label);
    if told.rating.is_some() && told.rating != rating {
        return Err(number(&label.name));
    }
    let mut on_scale = told.clone();
    on_scale.scale = Some(scale.name.clone());
    (on_scale.label, on_scale.name) = (Some(label.label.clone()), Some(label.name.clone()));
    on_scale.rating = rating;
    Ok(Some(on_scale))
}

/// What is said of a number that its label does not have.
pub(super) fn number(name: &str) -> Failure {
    Failure::new(Exit::Refused, format!("the number of a verdict is that of its label, {}", safe(name)))
        .hint("change the label; its number follows")
}
