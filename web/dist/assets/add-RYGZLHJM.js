import{A as t,D as i}from"./chunk-3TDWSI35.js";function e(){return t(i,{children:"This screen is being built."})}export{e as default};
