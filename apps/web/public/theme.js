// A file of its own, loaded before the CSS: the page never flashes in the other scheme or density, and
// the content security policy needs no inline script. The names are those of src/lib/preferences.ts.
{
  const { dataset } = document.documentElement
  for (const name of [
    'theme',
    'density',
    'motion',
    'clock',
    'target',
    'lists',
    'keys',
    'sidebar',
  ]) {
    try {
      const value = localStorage.getItem(`worksmart.device.${name}`)
      if (value !== null) dataset[name] = value
    } catch {
      // Storage may be refused; what the product does without a choice is then right.
    }
  }
}
