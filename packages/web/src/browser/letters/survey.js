// Letters that are out already lead here; the answering page is elsewhere by now.
const link = new URLSearchParams(location.hash.slice(1));
const survey = link.get('id');
const token = link.get('token');
if (survey) {
  const query = token ? `?token=${encodeURIComponent(token)}` : '';
  location.replace(`/answer/${encodeURIComponent(survey)}${query}`);
} else {
  const said = document.getElementById('survey');
  if (said) said.textContent = 'The link is not whole: open it again from the letter.';
}
