export function ActivationPage(_props: { readonly realm?: 'citizen' | 'operator' | 'staff' }) {
  return null
}
