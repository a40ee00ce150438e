"""The shared base of every PDF: fonts, text, tags, page layout and QR codes. Plain values in, bytes out."""
