"""`dearreader post preview`: a post's letter and page in the browser, anew at each save."""
