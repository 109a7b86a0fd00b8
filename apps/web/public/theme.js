// A file of its own, loaded before the CSS: the page never flashes in the other scheme, and the
// content security policy needs no inline script. The key is the one of src/lib/theme.ts.
{
  let theme = null
  try {
    theme = localStorage.getItem('worksmart.device.theme')
  } catch {
    // Storage may be refused; the scheme of the system is then right.
  }
  document.documentElement.dataset.theme = theme === 'light' || theme === 'dark' ? theme : 'system'
}
