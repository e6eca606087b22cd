// The theme a person chose is set before anything is painted. Without a choice
// the page follows the system. A script of its own: it imports nothing.
{
  const chosen = localStorage.getItem('theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
}
